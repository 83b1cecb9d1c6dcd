// Package sources says which programs the suites judge and run: the examples, the twins of the
// ground truth, and those that a generator made.
package sources

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Program is one thing to compile.
type Program struct {
	// Name is how a report calls it.
	Name string
	// Source is a file, or the folder of a project.
	Source string
	// Flags are what `compile` needs beside the source.
	Flags []string
	// Inputs is the file of a generated program that says what to run, or nothing.
	Inputs string
}

// Set is a group of programs that is counted together.
type Set struct {
	Name     string
	Programs []Program
}

// mistakes are the examples that show an error.
var mistakes = []string{"task_in_task_mistake.fpl"}

// All are the sets below the root of the repository, and the generated ones if there is a folder.
func All(root, generated string) ([]Set, error) {
	examples, err := Examples(filepath.Join(root, "examples"))
	if err != nil {
		return nil, err
	}
	twins, err := Twins(filepath.Join(root, "tests", "ground-truth"))
	if err != nil {
		return nil, err
	}
	sets := []Set{{"examples", examples}, {"twins", twins}}
	if generated == "" {
		return sets, nil
	}
	made, err := Generated(generated)
	return append(sets, Set{"generated", made}), err
}

// Examples are the files and projects of a folder, but for those that show an error.
func Examples(folder string) ([]Program, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var found []Program
	for _, entry := range entries {
		name := entry.Name()
		if (entry.IsDir() || filepath.Ext(name) == ".fpl") && !slices.Contains(mistakes, name) {
			found = append(found, Program{Name: "examples/" + name, Source: filepath.Join(folder, name)})
		}
	}
	return found, nil
}

// Twins are the programs of the ground truth that are written in Flightplan, too. They are compiled
// for the target `union`, because some use `run_all`, an error for the open-source platform, which
// ignores it.
func Twins(folder string) ([]Program, error) {
	sources, err := filepath.Glob(filepath.Join(folder, "*", "source.fpl"))
	if err != nil {
		return nil, err
	}
	var found []Program
	for _, source := range sources {
		name := "ground-truth/" + filepath.Base(filepath.Dir(source))
		found = append(found, Program{Name: name, Source: source, Flags: []string{"--target", "union"}})
	}
	return found, nil
}

// Generated are the programs `pNNNN.fpl` of a folder, with `pNNNN.json` beside each.
func Generated(folder string) ([]Program, error) {
	sources, err := filepath.Glob(filepath.Join(folder, "*.fpl"))
	if err != nil {
		return nil, err
	}
	var found []Program
	for _, source := range sources {
		found = append(found, Program{
			Name:   "generated/" + filepath.Base(source),
			Source: source,
			Inputs: strings.TrimSuffix(source, ".fpl") + ".json",
		})
	}
	return found, nil
}
