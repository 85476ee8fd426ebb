// Package seal keeps fields of the register that a stranger with the database must
// not read: personal numbers, telephones, notes. A field is sealed under a key that
// lies outside the database (XChaCha20-Poly1305, a nonce drawn for each value), and
// where it must be found again a digest of it stands beside it that nobody makes
// without the key (HMAC-SHA256). It keeps nothing and reads no file.
package seal

import (
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/crypto/chacha20poly1305"

	"hoctap/internal/fault"
)

// secretSize is how many bytes a key has.
const secretSize = 32

// Key seals and opens.
type Key struct {
	ID     string // eight digits made from the secret, which they do not tell
	secret []byte
	aead   cipher.AEAD
	search []byte
}

// NewKey draws a key.
func NewKey(random io.Reader) (*Key, error) {
	secret := make([]byte, secretSize)
	_, err := io.ReadFull(random, secret)
	if err != nil {
		return nil, fmt.Errorf("draw a key: %w", err)
	}
	return newKey(secret)
}

// newKey derives from one secret what each purpose needs: nothing is learnt of one
// from another.
func newKey(secret []byte) (*Key, error) {
	if len(secret) != secretSize {
		return nil, fmt.Errorf("a key has %d bytes, not %d", secretSize, len(secret))
	}
	derived := make([][]byte, 0, 3)
	for _, purpose := range []string{"hoctap key id", "hoctap fields", "hoctap search"} {
		part, err := hkdf.Key(sha256.New, secret, nil, purpose, secretSize)
		if err != nil {
			return nil, fmt.Errorf("derive a key: %w", err)
		}
		derived = append(derived, part)
	}
	aead, err := chacha20poly1305.NewX(derived[1])
	if err != nil {
		return nil, fmt.Errorf("derive a key: %w", err)
	}
	return &Key{ID: hex.EncodeToString(derived[0][:4]), secret: secret, aead: aead, search: derived[2]}, nil
}

// mark begins every sealed value. After it come the id of the key, a colon, and
// nonce and text in base64.
const mark = "sealed:"

// Sealed says whether a value is one.
func Sealed(value string) bool { return strings.HasPrefix(value, mark) }

// KeyOf is the id of the key that a value is sealed under, "" where it is not.
func KeyOf(value string) string {
	rest, found := strings.CutPrefix(value, mark)
	if !found {
		return ""
	}
	id, _, _ := strings.Cut(rest, ":")
	return id
}

// Seal seals the value of a field. Nothing stays nothing: that a sheet has no
// telephone is no secret that is worth a row of noise.
func (k *Key) Seal(field, plain string) string {
	if plain == "" {
		return ""
	}
	nonce := make([]byte, k.aead.NonceSize(), k.aead.NonceSize()+len(plain)+k.aead.Overhead())
	_, _ = rand.Read(nonce) // never fails: the program stops where the system has none
	return mark + k.ID + ":" + base64.RawStdEncoding.EncodeToString(k.aead.Seal(nonce, nonce, []byte(plain), []byte(field)))
}

var errBroken = errors.New("a sealed value is broken or was sealed for another field")

func (k *Key) open(field, value string) (string, error) {
	raw, err := base64.RawStdEncoding.DecodeString(strings.TrimPrefix(value, mark+k.ID+":"))
	if err != nil || len(raw) < k.aead.NonceSize() {
		return "", errBroken
	}
	nonce, text := raw[:k.aead.NonceSize()], raw[k.aead.NonceSize():]
	plain, err := k.aead.Open(text[:0], nonce, text, []byte(field))
	if err != nil {
		return "", errBroken
	}
	return string(plain), nil
}

// Digest is by what a value is found: the same for the same value, and of no use
// without the key. A number has few enough digits that a bare hash could be tried
// through in an afternoon.
func (k *Key) Digest(field, value string) string {
	if value == "" {
		return ""
	}
	mac := hmac.New(sha256.New, k.search)
	mac.Write([]byte(field + "\x00" + value))
	return k.ID + ":" + hex.EncodeToString(mac.Sum(nil)[:16])
}

// Ring is the keys of an installation: the one to seal under, and those from before
// it, under which something may still be sealed.
type Ring struct {
	current *Key
	old     []*Key
}

// NewRing is a ring of one key.
func NewRing(k *Key) *Ring { return &Ring{current: k} }

// Current is the key to seal under.
func (r *Ring) Current() *Key { return r.current }

// Key finds a key by its id, nil where the ring lacks it.
func (r *Ring) Key(id string) *Key {
	for _, k := range append([]*Key{r.current}, r.old...) {
		if k.ID == id {
			return k
		}
	}
	return nil
}

// Open opens a value under whichever key it was sealed. One that was never sealed
// is what it is.
func (r *Ring) Open(field, value string) (string, error) {
	if !Sealed(value) {
		return value, nil
	}
	k := r.Key(KeyOf(value))
	if k == nil {
		return "", fault.New(fault.Missing, "seal.key_lost", "key", KeyOf(value))
	}
	return k.open(field, value)
}

// Digests are those of a value under every key: during a rotation it may stand
// under any of them.
func (r *Ring) Digests(field, value string) []string {
	out := []string{r.current.Digest(field, value)}
	for _, k := range r.old {
		out = append(out, k.Digest(field, value))
	}
	return out
}

// Turned is the ring with a new key to seal under.
func (r *Ring) Turned(k *Key) *Ring {
	return &Ring{current: k, old: append([]*Key{r.current}, r.old...)}
}

// Settled is the ring without its old keys, and Old are those.
func (r *Ring) Settled() *Ring { return NewRing(r.current) }

// Old are the keys from before.
func (r *Ring) Old() []*Key { return r.old }
