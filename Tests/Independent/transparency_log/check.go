package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// check verifies a site's log: signature, tiles, entries, the epochs' statements and proofs, and that every two
// checkpoints agree.
func check(site string) {
	log := filepath.Join(site, "log")
	vkey, err := os.ReadFile(filepath.Join(log, "vkey"))
	must(err, "log/vkey")
	verifier, err := note.NewVerifier(strings.TrimSuffix(string(vkey), "\n"))
	must(err, "log/vkey")
	signed, err := os.ReadFile(filepath.Join(log, "checkpoint"))
	must(err, "log/checkpoint")
	tree, err := openCheckpoint(signed, verifier)
	must(err, "log/checkpoint")

	// The reader checks every tile against the root before it gives a hash.
	reader := tlog.TileHashReader(tree, tileFolder(log))
	checkpoints := map[int64]tlog.Hash{tree.N: tree.Hash}
	entries := readEntries(log, tree, reader)
	statements := checkStatements(site, verifier, entries, tree, checkpoints)
	checkFiles(log, tree, reader, entries)
	pairs := checkConsistency(tree, reader, checkpoints)
	for size := range checkpoints {
		checkTilesOf(log, size, tree.N)
	}
	fmt.Printf("%d entries, %d statements, %d checkpoints, %d pairs\n",
		tree.N, statements, len(checkpoints), pairs)
}

// readEntries reads every entry and compares its hash with the tree's.
func readEntries(log string, tree tlog.Tree, reader tlog.HashReader) [][]byte {
	var entries [][]byte
	for n := int64(0); n*256 < tree.N; n++ {
		width := int(min(256, tree.N-n*256))
		data, err := readTile(log, tlog.Tile{H: 8, L: -1, N: n, W: width})
		must(err, "entries of tile %d", n)
		for place := 0; place < width; place++ {
			if len(data) < 2 || len(data)-2 < int(binary.BigEndian.Uint16(data)) {
				fail("the entries of tile %d end inside entry %d", n, place)
			}
			count := 2 + int(binary.BigEndian.Uint16(data))
			entry := data[2:count]
			data = data[count:]
			index := int64(len(entries))
			hashes, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
			must(err, "hash of entry %d", index)
			if tlog.RecordHash(entry) != hashes[0] {
				fail("entry %d is not the one that the tree holds", index)
			}
			entries = append(entries, entry)
		}
	}
	return entries
}

// checkStatements compares each publication's statement with the log, once an entry, and follows its proof.
func checkStatements(
	site string, verifier note.Verifier, entries [][]byte, tree tlog.Tree, checkpoints map[int64]tlog.Hash,
) int {
	paths, err := filepath.Glob(filepath.Join(site, "epochs", "*", "statement.json"))
	must(err, "epochs")
	seen := map[int64]string{}
	for _, path := range paths {
		statement, err := os.ReadFile(path)
		must(err, "%s", path)
		file, err := os.ReadFile(path + ".tlog-proof")
		must(err, "%s.tlog-proof", path)
		proof, err := parseProof(file)
		must(err, "%s.tlog-proof", path)
		own, err := openCheckpoint(proof.checkpoint, verifier)
		must(err, "%s.tlog-proof: checkpoint", path)
		err = tlog.CheckRecord(proof.hashes, own.N, own.Hash, proof.index, tlog.RecordHash(statement))
		must(err, "%s.tlog-proof: inclusion", path)
		if proof.index >= tree.N || !bytes.Equal(statement, entries[proof.index]) {
			fail("%s is not entry %d of the log", path, proof.index)
		}
		if other, ok := seen[proof.index]; ok {
			fail("%s and %s are the same entry", path, other)
		}
		seen[proof.index] = path
		if root, ok := checkpoints[own.N]; ok && root != own.Hash {
			fail("%s.tlog-proof: another root for %d entries than elsewhere", path, own.N)
		}
		checkpoints[own.N] = own.Hash
	}
	if int64(len(seen)) != tree.N {
		fail("%d of %d entries have a statement", len(seen), tree.N)
	}
	return len(seen)
}

// checkConsistency proves each checkpoint from each earlier one.
func checkConsistency(tree tlog.Tree, reader tlog.HashReader, checkpoints map[int64]tlog.Hash) int {
	var sizes []int64
	for size := range checkpoints {
		if size > tree.N {
			fail("a proof has a checkpoint of %d entries, log/checkpoint one of %d", size, tree.N)
		}
		sizes = append(sizes, size)
	}
	sort.Slice(sizes, func(i, j int) bool { return sizes[i] < sizes[j] })
	pairs := 0
	for i, old := range sizes {
		for _, size := range sizes[i+1:] {
			proof, err := tlog.ProveTree(size, old, reader)
			must(err, "consistency of %d and %d", old, size)
			err = tlog.CheckTree(proof, size, checkpoints[size], old, checkpoints[old])
			must(err, "consistency of %d and %d", old, size)
			pairs++
		}
	}
	return pairs
}
