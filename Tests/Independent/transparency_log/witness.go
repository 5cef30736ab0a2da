package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// witness answers a request (C2SP tlog-witness). Arguments: the log's vkey, the witness's name, its seed in hexadecimal
// digits, the time, and the size and root that it saw last ("0" and "-" for none).
func witness(arguments []string) {
	verifier, err := note.NewVerifier(arguments[0])
	must(err, "the log's key")
	seed, err := hex.DecodeString(arguments[2])
	must(err, "the seed")
	time, err := strconv.ParseUint(arguments[3], 10, 63)
	must(err, "the time")
	oldSize, err := strconv.ParseInt(arguments[4], 10, 64)
	must(err, "the size")
	request, err := io.ReadAll(os.Stdin)
	must(err, "the request")
	end := bytes.Index(request, []byte("\n\n"))
	if end < 0 {
		fail("400: no empty line")
	}
	lines := strings.Split(string(request[:end]), "\n")
	if lines[0] != fmt.Sprintf("old %d", oldSize) {
		fail("409: %d", oldSize)
	}
	tree, err := openCheckpoint(request[end+2:], verifier)
	must(err, "403")
	var proof tlog.TreeProof
	for _, line := range lines[1:] {
		hash, err := tlog.ParseHash(line)
		must(err, "400")
		proof = append(proof, hash)
	}
	switch {
	case oldSize == 0 && len(proof) > 0:
		fail("422: a proof from nothing")
	case oldSize > 0:
		root, err := tlog.ParseHash(arguments[5])
		must(err, "the root")
		must(tlog.CheckTree(proof, tree.N, tree.Hash, oldSize, root), "422")
	}
	text := request[end+2:]
	text = text[:bytes.LastIndex(text, []byte("\n\n"))+1]
	fmt.Print(cosignatureLine(arguments[1], ed25519.NewKeyFromSeed(seed), time, text))
}

// cosignatureLine signs a checkpoint's text (C2SP tlog-cosignature).
func cosignatureLine(name string, key ed25519.PrivateKey, time uint64, text []byte) string {
	message := append([]byte(fmt.Sprintf("cosignature/v1\ntime %d\n", time)), text...)
	blob := binary.BigEndian.AppendUint32(nil, keyNumber(name, 4, key.Public().(ed25519.PublicKey)))
	blob = binary.BigEndian.AppendUint64(blob, time)
	blob = append(blob, ed25519.Sign(key, message)...)
	return fmt.Sprintf("— %s %s\n", name, base64.StdEncoding.EncodeToString(blob))
}

func keyNumber(name string, kind byte, key ed25519.PublicKey) uint32 {
	sum := sha256.Sum256(append([]byte(name+"\n"+string([]byte{kind})), key...))
	return binary.BigEndian.Uint32(sum[:])
}
