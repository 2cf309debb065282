// Opens what Treve serves with golang.org/x/mod, which others wrote: its note, its tree, its records, our proofs of them.
// Reads a description on standard input; says "accepted", or what it refuses.
package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type record struct {
	Index int64
	Entry string
	Proof []string
}

type head struct {
	Size  int64
	Root  string
	Proof []string
}

type description struct {
	Folder  string
	Vkey    string
	Records []record
	Heads   []head
}

// served reads tiles from the paths of c2sp.org/tlog-tiles.
type served struct{ folder string }

func (served) Height() int                           { return 8 }
func (served) SaveTiles(tiles []tlog.Tile, _ [][]byte) {}
func (s served) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		// x/mod writes tile/8/<level>/…; the specification leaves the height out.
		path := "tile/" + strings.TrimPrefix(tile.Path(), "tile/8/")
		data, err := os.ReadFile(filepath.Join(s.folder, path))
		if os.IsNotExist(err) && tile.W < 256 {
			// A partial tile may be gone once the full one is there: the specification sends clients to that.
			full := tile
			full.W = 256
			data, err = os.ReadFile(filepath.Join(s.folder, "tile/"+strings.TrimPrefix(full.Path(), "tile/8/")))
			if err == nil {
				data = data[:tile.W*tlog.HashSize]
			}
		}
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func main() {
	var given description
	must(json.NewDecoder(os.Stdin).Decode(&given))
	verifier, err := note.NewVerifier(given.Vkey)
	must(err)
	data, err := os.ReadFile(filepath.Join(given.Folder, "checkpoint"))
	must(err)
	opened, err := note.Open(data, note.VerifierList(verifier))
	must(err)
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		must(fmt.Errorf("the text of the checkpoint is %q", opened.Text))
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	root := hash(lines[2])
	reader := tlog.TileHashReader(tlog.Tree{N: size, Hash: root}, served{given.Folder})
	computed, err := tlog.TreeHash(size, reader)
	must(err)
	if computed != root {
		must(fmt.Errorf("the tiles hash to %v, not to %v", computed, root))
	}
	for _, each := range given.Records {
		entry, err := base64.StdEncoding.DecodeString(each.Entry)
		must(err)
		must(tlog.CheckRecord(hashes(each.Proof), size, root, each.Index, tlog.RecordHash(entry)))
		own, err := tlog.ProveRecord(size, each.Index, reader)
		must(err)
		must(tlog.CheckRecord(own, size, root, each.Index, tlog.RecordHash(entry)))
	}
	for _, each := range given.Heads {
		must(tlog.CheckTree(hashes(each.Proof), size, root, each.Size, hash(each.Root)))
		own, err := tlog.ProveTree(size, each.Size, reader)
		must(err)
		must(tlog.CheckTree(own, size, root, each.Size, hash(each.Root)))
	}
	fmt.Println("accepted")
}

func hash(text string) (result tlog.Hash) {
	data, err := base64.StdEncoding.DecodeString(text)
	must(err)
	if len(data) != len(result) {
		must(fmt.Errorf("%q is no hash", text))
	}
	copy(result[:], data)
	return result
}

func hashes(texts []string) (result []tlog.Hash) {
	for _, each := range texts {
		result = append(result, hash(each))
	}
	return result
}

func must(err error) {
	if err != nil {
		fmt.Println("refused:", err)
		os.Exit(1)
	}
}
