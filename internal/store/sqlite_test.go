package store_test

import (
	"testing"

	"hoctap/internal/store/storetest"
	"hoctap/internal/testkit"
)

func TestSQLite(t *testing.T) { storetest.Run(t, testkit.SQLite) }
