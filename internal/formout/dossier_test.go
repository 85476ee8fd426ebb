package formout

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hoctap/internal/fault"
	"hoctap/internal/form"
	"hoctap/internal/place"
	"hoctap/internal/rule"
	"hoctap/internal/testkit"
	"hoctap/internal/verdict"
	"hoctap/internal/viet"
	"hoctap/rules"
)

func judgement(t *testing.T) *verdict.Judgement {
	t.Helper()
	book, err := rule.Load(rules.FS)
	if err != nil {
		t.Fatal(err)
	}
	law := book.For(2025)
	j := &verdict.Judgement{Place: place.Attributes{Code: "14812", Name: "Phường Bỉm Sơn", Kind: place.Commune}, Year: 2025, On: "2025-09-30",
		Law: law, Surveyed: true, Persons: 42866, Input: rule.Input{Tier: "commune"}}
	j.Verdicts = law.Evaluate(j.Input)
	return j
}

func dossier(t *testing.T) *Dossier {
	t.Helper()
	return &Dossier{
		Judgement: judgement(t), Words: printer(t, viet.Vietnamese), Today: "2025-10-02", Scope: form.OfCommune,
		Forms: []*form.Form{
			{Code: "TH-X", Scopes: []form.Scope{form.OfCommune}}, {Code: "TH-P", Scopes: []form.Scope{form.OfProvince}},
			{Code: "TH-Ô 1,Đ", Scopes: []form.Scope{form.OfCommune}}, {Code: "TH-N", Scopes: []form.Scope{form.OfCommune}},
		},
		Make: func(_ context.Context, f *form.Form) (*form.Filled, error) {
			if f.Code == "TH-N" {
				return nil, fault.New(fault.Missing, "form.no_round", "name", "Phường Bỉm Sơn", "year", 2025)
			}
			out := filled()
			out.Code, out.Personal = f.Code, f.Code != "TH-X"
			return out, nil
		},
		Entries: func(context.Context, *form.Filled) iter.Seq2[form.Entry, error] { return nil },
	}
}

func TestDossierIsWhole(t *testing.T) {
	dir := t.TempDir()
	m, err := dossier(t).Write(t.Context(), Folder(dir))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range m.Files {
		names = append(names, f.Name)
		data, err := os.ReadFile(filepath.Join(dir, f.Name))
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(data)
		if hex.EncodeToString(sum[:]) != f.SHA256 || int64(len(data)) != f.Bytes {
			t.Errorf("%s is not what the manifest says", f.Name)
		}
	}
	want := []string{"00-muc-luc.pdf", "03-TH-X.pdf", "03-TH-X.xlsx", "04-TH-O-1-D.pdf", "04-TH-O-1-D.xlsx", "01-bien-ban.docx", "02-bao-cao.docx"}
	if !slices.Equal(names, want) {
		t.Errorf("files are %q, want %q", names, want)
	}
	if len(m.LeftOut) != 1 || m.LeftOut[0].Form != "TH-N" || !strings.Contains(m.LeftOut[0].Why, "chưa có số liệu điều tra năm 2025") {
		t.Errorf("left out: %v", m.LeftOut)
	}
	var kept Manifest
	data, err := os.ReadFile(filepath.Join(dir, ManifestName))
	if err != nil {
		t.Fatal(err)
	}
	err = json.Unmarshal(data, &kept)
	if err != nil || len(kept.Files) != len(m.Files) || kept.Place.Code != "14812" || kept.MadeOn != "2025-10-02" {
		t.Errorf("the manifest says %+v: %v", kept, err)
	}
}

func TestDossierOfTheSameIsTheSame(t *testing.T) {
	var files [2]bytes.Buffer
	for i := range files {
		z := zip.NewWriter(&files[i])
		_, err := dossier(t).Write(t.Context(), Archive{z})
		err = errors.Join(err, z.Close())
		if err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0].Bytes(), files[1].Bytes()) {
		t.Error("two archives of one dossier differ")
	}
	z, err := zip.NewReader(bytes.NewReader(files[0].Bytes()), int64(files[0].Len()))
	if err != nil || z.File[len(z.File)-1].Name != ManifestName {
		t.Errorf("the manifest does not come last: %v", err)
	}
}

func TestCoverListNamesEverything(t *testing.T) {
	dir := t.TempDir()
	_, err := dossier(t).Write(t.Context(), Folder(dir))
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, "00-muc-luc.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(testkit.Ran(t, data, "pdf", "pdftotext", "poppler-utils", "-layout", "FILE", "-")), " ")
	for _, want := range []string{"MỤC LỤC HỒ SƠ", "01-bien-ban.docx", "03-TH-X.xlsx", "Chưa lập được: Phường Bỉm Sơn chưa có số liệu", "Thống kê *", "lưu tại xã"} {
		if !strings.Contains(text, want) {
			t.Errorf("the cover list lacks %q:\n%s", want, text)
		}
	}
}

// What is no fault of the data ends the dossier: half of one must not look whole.
func TestDossierStopsAtAFailure(t *testing.T) {
	d, gone := dossier(t), errors.New("the store is gone")
	d.Make = func(context.Context, *form.Form) (*form.Filled, error) { return nil, gone }
	dir := t.TempDir()
	_, err := d.Write(t.Context(), Folder(dir))
	if !errors.Is(err, gone) {
		t.Errorf("got %v", err)
	}
	_, err = os.Stat(filepath.Join(dir, ManifestName))
	if err == nil {
		t.Error("there is a manifest all the same")
	}
	_, err = dossier(t).Write(t.Context(), full{})
	if !errors.Is(err, errFull) {
		t.Errorf("got %v", err)
	}
}

var errFull = errors.New("the disk is full")

type full struct{}

func (full) Create(string) (io.WriteCloser, error) { return nil, errFull }

// The report says of every standard in force what the law's engine says, and asks
// for nothing that was not reached.
func TestReportSaysWhatIsKnown(t *testing.T) {
	r := Report(printer(t, viet.Vietnamese), judgement(t), "2025-10-02")
	var text []string
	for _, b := range r.Blocks {
		text = append(text, b.Text)
	}
	all := strings.Join(text, "\n")
	for _, want := range []string{"42.866 người", "chưa đủ dữ liệu để kết luận về phổ cập giáo dục tiểu học", "chưa đủ điều kiện đề nghị công nhận năm 2025", "IV. ĐIỀU KIỆN BẢO ĐẢM"} {
		if !strings.Contains(all, want) {
			t.Errorf("the report lacks %q:\n%s", want, all)
		}
	}
	if strings.Contains(all, "⟨") {
		t.Errorf("a word is missing:\n%s", all)
	}
}
