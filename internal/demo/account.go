package demo

import (
	"fmt"
	"io/fs"

	"hoctap/internal/place"
	"hoctap/internal/right"
	"hoctap/internal/strict"
)

// Account is somebody who may sign in to the sample town.
type Account struct {
	Name     string `yaml:"name,required"`
	FullName string `yaml:"full_name,required"`
	Role     string `yaml:"role,required"`
	Place    string `yaml:"place"`
}

type accountsFile struct {
	Accounts []Account `yaml:"accounts,required"`
}

// ReadAccounts gives those who may sign in, one of each role at least.
func ReadAccounts(files fs.FS) ([]Account, error) {
	const name = "accounts.yaml"
	body, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, fmt.Errorf("accounts of the sample town: %w", err)
	}
	var out accountsFile
	var ps strict.Problems
	strict.Decode(name, body, &out, &ps)
	return out.Accounts, ps.Err()
}

// Assignment is what an account holds, from a day on.
func (a Account) Assignment(tree *place.Tree, on place.Date) (right.Assignment, error) {
	out := right.Assignment{Role: right.Role(a.Role), From: on, GivenBy: "demo"}
	if a.Place != "" {
		at, err := tree.Named(a.Place, on)
		if err != nil {
			return out, err
		}
		out.Place = at.PlaceID
	}
	return out, out.Check(tree, on)
}
