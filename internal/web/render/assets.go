package render

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
)

// StaticPath is where the built files are served.
const StaticPath = "/static/"

// Assets are the built styles, scripts and fonts. Their names carry the hash of their
// content.
type Assets struct {
	files    fs.FS
	manifest map[string]string
}

func newAssets(fsys fs.FS) (*Assets, error) {
	files, err := fs.Sub(fsys, "dist")
	if err != nil {
		return nil, fmt.Errorf("open built files: %w", err)
	}
	assets := &Assets{files: files, manifest: map[string]string{}}
	body, err := fs.ReadFile(files, "manifest.json")
	if errors.Is(err, fs.ErrNotExist) {
		return assets, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read manifest: %w", err)
	}
	err = json.Unmarshal(body, &assets.manifest)
	if err != nil {
		return nil, fmt.Errorf("read manifest: %w", err)
	}
	return assets, nil
}

// Built tells whether the front end has been built into the program. Without it pages
// can be read but have no styles; tests of handlers do not need them, readers do.
func (a *Assets) Built() bool { return len(a.manifest) > 0 }

// Path is the address of a file by its plain name: style.css.
func (a *Assets) Path(name string) (string, error) {
	if !a.Built() {
		return StaticPath + name, nil
	}
	hashed, ok := a.manifest[name]
	if !ok {
		return "", fmt.Errorf("no built file %q", name)
	}
	return StaticPath + hashed, nil
}

// ServeHTTP sends a built file, already compressed where the browser takes that. The
// name changes with the content, so a browser may keep it for ever.
func (a *Assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, StaticPath)
	if !a.known(name) {
		http.NotFound(w, r)
		return
	}
	header := w.Header()
	header.Set("Cache-Control", "public, max-age=31536000, immutable")
	header.Set("Content-Type", contentType(name))
	header.Set("X-Content-Type-Options", "nosniff")
	header.Add("Vary", "Accept-Encoding")
	send := name
	for _, coding := range []struct{ name, suffix string }{{"br", ".br"}, {"gzip", ".gz"}} {
		if accepts(r, coding.name) && a.exists(name+coding.suffix) {
			header.Set("Content-Encoding", coding.name)
			send = name + coding.suffix
			break
		}
	}
	http.ServeFileFS(w, r, a.files, send)
}

// known keeps the manifest and the compressed twins from being asked for by name.
func (a *Assets) known(name string) bool {
	for _, hashed := range a.manifest {
		if hashed == name {
			return true
		}
	}
	return false
}

func (a *Assets) exists(name string) bool {
	_, err := fs.Stat(a.files, name)
	return err == nil
}

func accepts(r *http.Request, coding string) bool {
	for _, offer := range strings.Split(r.Header.Get("Accept-Encoding"), ",") {
		name, quality, _ := strings.Cut(strings.TrimSpace(offer), ";")
		if name == coding && strings.TrimSpace(quality) != "q=0" {
			return true
		}
	}
	return false
}

func contentType(name string) string {
	if strings.HasSuffix(name, ".woff2") {
		return "font/woff2"
	}
	return mime.TypeByExtension(path.Ext(name))
}
