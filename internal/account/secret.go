package account

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
)

// letters leave out those that are taken for one another on paper: l, o, 0, 1.
var letters = base32.NewEncoding("abcdefghijkmnpqrstuvwxyz23456789").WithPadding(base32.NoPadding)

// NewToken draws what a browser or program shows to be let in again: 256 bits,
// nothing that could be guessed.
func NewToken(random io.Reader) (string, error) { return draw(random, 32) }

// NewPassword draws a password for somebody who will replace it: 80 bits, in
// groups that can be read to them by phone.
func NewPassword(random io.Reader) (string, error) {
	text, err := draw(random, 10)
	return grouped(text), err
}

// recoveryCodes is how many a set has.
const recoveryCodes = 10

// NewRecoveryCodes draws a set of codes to be kept on paper, each good for one
// sign-in without the telephone.
func NewRecoveryCodes(random io.Reader) ([]string, error) {
	out := make([]string, recoveryCodes)
	for i := range out {
		text, err := draw(random, 10)
		if err != nil {
			return nil, err
		}
		out[i] = grouped(text)
	}
	return out, nil
}

func draw(random io.Reader, size int) (string, error) {
	b := make([]byte, size)
	_, err := io.ReadFull(random, b)
	if err != nil {
		return "", fmt.Errorf("draw a secret: %w", err)
	}
	return letters.EncodeToString(b), nil
}

// grouped parts a text by fours.
func grouped(text string) string {
	var out []string
	for len(text) > 4 {
		out, text = append(out, text[:4]), text[4:]
	}
	return strings.Join(append(out, text), "-")
}

// Digest is how a token or a code is kept: who reads the database cannot sign in
// with what stands there. They are drawn, not chosen, so a plain hash will do.
func Digest(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// CleanCode is a code as it was drawn, however it was typed.
func CleanCode(typed string) string {
	text := strings.ToLower(strings.Map(func(r rune) rune {
		if r == '-' || r == ' ' {
			return -1
		}
		return r
	}, typed))
	return grouped(text)
}
