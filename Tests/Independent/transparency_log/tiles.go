package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}

// c2spPath is a tile's path as C2SP tlog-tiles has it: without the height, and with entries for data.
func c2spPath(tile tlog.Tile) string {
	path := strings.TrimPrefix(tile.Path(), "tile/8/")
	if strings.HasPrefix(path, "data/") {
		path = "entries/" + strings.TrimPrefix(path, "data/")
	}
	return "tile/" + path
}

// parseTile is the other way round.
func parseTile(path string) (tlog.Tile, error) {
	rest := strings.TrimPrefix(path, "tile/")
	if strings.HasPrefix(rest, "entries/") {
		rest = "data/" + strings.TrimPrefix(rest, "entries/")
	}
	tile, err := tlog.ParseTilePath("tile/8/" + rest)
	if err == nil && c2spPath(tile) != path {
		return tile, fmt.Errorf("malformed path")
	}
	return tile, err
}

// readTile reads a tile, or the whole tile that has taken the place of a partial one.
func readTile(log string, tile tlog.Tile) ([]byte, error) {
	data, err := os.ReadFile(filepath.Join(log, c2spPath(tile)))
	if err != nil && tile.W < 256 {
		tile.W = 256
		data, err = os.ReadFile(filepath.Join(log, c2spPath(tile)))
	}
	return data, err
}

// A tileFolder reads tiles of hashes from a folder.
type tileFolder string

func (folder tileFolder) Height() int { return 8 }

func (folder tileFolder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		data, err := readTile(string(folder), tile)
		if err != nil {
			return nil, err
		}
		if len(data) < tile.W*tlog.HashSize {
			return nil, fmt.Errorf("%s has %d bytes", c2spPath(tile), len(data))
		}
		all = append(all, data[:tile.W*tlog.HashSize])
	}
	return all, nil
}

func (folder tileFolder) SaveTiles(tiles []tlog.Tile, data [][]byte) {}

// tilesOf lists the tiles of a log of one size: hashes and entries.
func tilesOf(size int64) []tlog.Tile {
	var tiles []tlog.Tile
	levels := []int{-1, 0, 1, 2, 3, 4, 5, 6, 7}
	for _, level := range levels {
		count := size
		if level > 0 {
			count = size >> uint(8*level)
		}
		for n := int64(0); n < count>>8; n++ {
			tiles = append(tiles, tlog.Tile{H: 8, L: level, N: n, W: 256})
		}
		if width := int(count & 255); width > 0 {
			tiles = append(tiles, tlog.Tile{H: 8, L: level, N: count >> 8, W: width})
		}
	}
	return tiles
}

// checkTilesOf looks for the tiles of an earlier checkpoint; a partial one may be gone when the whole one is there.
func checkTilesOf(log string, size int64, latest int64) {
	for _, tile := range tilesOf(size) {
		_, err := readTile(log, tile)
		must(err, "a tile of the log of %d entries, now %d", size, latest)
	}
}

// checkFiles compares every file below log/tile with what the tree and the entries make it, so that nothing else lies
// there.
func checkFiles(log string, tree tlog.Tree, reader tlog.HashReader, entries [][]byte) {
	root := filepath.Join(log, "tile")
	must(filepath.WalkDir(root, func(path string, file fs.DirEntry, err error) error {
		if err != nil || file.IsDir() {
			return err
		}
		name, err := filepath.Rel(log, path)
		if err != nil {
			return err
		}
		tile, err := parseTile(filepath.ToSlash(name))
		if err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		var expected []byte
		if tile.L >= 0 {
			if expected, err = tlog.ReadTileData(tile, reader); err != nil {
				return fmt.Errorf("%s: %v", name, err)
			}
		} else {
			end := tile.N*256 + int64(tile.W)
			if end > tree.N {
				return fmt.Errorf("%s is beyond the log", name)
			}
			for _, entry := range entries[tile.N*256 : end] {
				expected = append(binary.BigEndian.AppendUint16(expected, uint16(len(entry))), entry...)
			}
		}
		if !bytes.Equal(data, expected) {
			return fmt.Errorf("%s has other bytes than the log gives it", name)
		}
		return nil
	}), "log/tile")
}
