package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http/cookiejar"
	"net/url"
	"strings"
)

// reader is the sample account that opens the most pages: whoever checks for the
// province.
const reader = "kiemtra"

// passwordOf reads the password of a sample account from what the demo prints,
// and keeps reading so that the program never waits for us.
func passwordOf(name string, printed io.Reader) (string, error) {
	lines := bufio.NewScanner(printed)
	for lines.Scan() {
		parts := strings.Fields(lines.Text())
		if len(parts) > 1 && parts[0] == name {
			go func() { _, _ = io.Copy(io.Discard, printed) }()
			return parts[1], nil
		}
	}
	return "", errors.Join(errors.New("the demo printed no password of "+name), lines.Err())
}

// signIn keeps the session in the client that asks for the pages.
func signIn(base, password string) error {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return err
	}
	client.Jar = jar
	res, err := client.PostForm(base+"/sign-in", url.Values{"name": {reader}, "password": {password}})
	if err != nil {
		return err
	}
	err = res.Body.Close()
	if err == nil && res.Request.URL.Path != "/" {
		err = fmt.Errorf("sign in as %s led to %s", reader, res.Request.URL.Path)
	}
	return err
}
