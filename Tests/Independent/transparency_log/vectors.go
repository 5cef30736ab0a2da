package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// stored keeps a tree's hashes as tlog numbers them.
type stored []tlog.Hash

func (hashes *stored) append(entry []byte, n int64) {
	more, err := tlog.StoredHashes(n, entry, hashes)
	must(err, "entry %d", n)
	*hashes = append(*hashes, more...)
}

func (hashes *stored) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var all []tlog.Hash
	for _, index := range indexes {
		all = append(all, (*hashes)[index])
	}
	return all, nil
}

func texts(hashes []tlog.Hash) string {
	var all []string
	for _, hash := range hashes {
		all = append(all, hash.String())
	}
	return strings.Join(append([]string{""}, all...), " ")
}

func printVectors() {
	fmt.Println("# Made by Tests/Independent/transparency_log with golang.org/x/mod/sumdb of Debian (golang-golang-x-mod-dev).")
	fmt.Println("# Entry i of every log is the text \"entry i\". Hashes are in base64.")
	var hashes stored
	const limit = 100
	digest := sha256.New()
	for n := int64(1); n <= 300; n++ {
		hashes.append([]byte(fmt.Sprintf("entry %d", n-1)), n-1)
		root, err := tlog.TreeHash(n, &hashes)
		must(err, "root")
		fmt.Println("root", n, root)
		if n > limit {
			continue
		}
		for i := int64(0); i < n; i++ {
			proof, err := tlog.ProveRecord(n, i, &hashes)
			must(err, "inclusion")
			for _, hash := range proof {
				digest.Write(hash[:])
			}
			if n <= 12 {
				fmt.Printf("inclusion %d %d%s\n", n, i, texts(proof))
			}
		}
		for m := int64(1); m <= n; m++ {
			proof, err := tlog.ProveTree(n, m, &hashes)
			must(err, "consistency")
			for _, hash := range proof {
				digest.Write(hash[:])
			}
			if n <= 12 {
				fmt.Printf("consistency %d %d%s\n", m, n, texts(proof))
			}
		}
	}
	fmt.Printf("# The SHA-256 over all hashes of all proofs up to %d entries, in the order of the lines above.\n", limit)
	fmt.Printf("proofs %d %x\n", limit, digest.Sum(nil))
	printTiles(hashes)
	printNotes()
}

func printTiles(hashes stored) {
	fmt.Println("# The tiles of a log of a size; the SHA-256 of a tile of hashes.")
	for n := int64(300); n < 70000; n++ {
		hashes.append([]byte(fmt.Sprintf("entry %d", n)), n)
	}
	for _, size := range []int64{1, 2, 255, 256, 257, 600, 65535, 65536, 65537, 70000} {
		sum := sha256.New()
		for _, tile := range tilesOf(size) {
			if size < 1000 {
				fmt.Println("tile", size, c2spPath(tile))
			}
			fmt.Fprintln(sum, c2spPath(tile))
			if tile.L >= 0 {
				data, err := tlog.ReadTileData(tile, &hashes)
				must(err, "tile")
				sum.Write(data)
			}
		}
		fmt.Printf("tiles %d %d %x\n", size, len(tilesOf(size)), sum.Sum(nil))
	}
	for _, n := range []int64{0, 7, 999, 1000, 1234067, 999999999, 1000000000} {
		for _, width := range []int{1, 255, 256} {
			fmt.Println("path", n, width, c2spPath(tlog.Tile{H: 8, L: 1, N: n, W: width}))
		}
	}
}

func printNotes() {
	fmt.Println("# note: seed, name, private key, verifier key, text in base64, note in base64.")
	fmt.Println("# cosignature: seed, name, verifier key, time, text in base64, line in base64.")
	encode := base64.StdEncoding.EncodeToString
	names := []string{"opur.example/revshare", "näme.example/log", "a"}
	bodies := []string{
		"opur.example/revshare\n1\n" + encode(make([]byte, 32)) + "\n", "Si, si.\n\nNo.\n", "\n", "— a AAAAAAE=\n",
	}
	for number, name := range names {
		seed := bytes.Repeat([]byte{byte(number + 1)}, ed25519.SeedSize)
		key := ed25519.NewKeyFromSeed(seed)
		public := key.Public().(ed25519.PublicKey)
		skey, vkey, err := note.GenerateKey(bytes.NewReader(seed), name)
		must(err, "key")
		signer, err := note.NewSigner(skey)
		must(err, "key")
		witnessKey := fmt.Sprintf("%s+%08x+%s", name, keyNumber(name, 4, public), encode(append([]byte{4}, public...)))
		for _, text := range bodies {
			signed, err := note.Sign(&note.Note{Text: text}, signer)
			must(err, "note")
			fmt.Println("note", encode(seed), name, skey, vkey, encode([]byte(text)), encode(signed))
			for _, time := range []uint64{0, 1679315147, 1<<63 - 1} {
				line := cosignatureLine(name, key, time, []byte(text))
				fmt.Println("cosignature", encode(seed), name, witnessKey, time, encode([]byte(text)), encode([]byte(line)))
			}
		}
	}
}
