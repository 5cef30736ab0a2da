// Checks transparency logs with Go's own packages (golang.org/x/mod/sumdb/tlog and note), and makes vectors with them.
//
//	transparency_log check SITE         everything that a site's log says; status 1 and a line when something is wrong
//	transparency_log vectors            the lines of Tests/Fixtures/vectors/transparency-log.txt
//	transparency_log witness ARGUMENTS  what a witness answers to the request on standard input
package main

import (
	"fmt"
	"os"
)

func main() {
	if len(os.Args) < 2 {
		fail("usage: transparency_log check|vectors|witness")
	}
	switch arguments := os.Args[2:]; {
	case os.Args[1] == "check" && len(arguments) == 1:
		check(arguments[0])
	case os.Args[1] == "vectors" && len(arguments) == 0:
		printVectors()
	case os.Args[1] == "witness" && len(arguments) == 6:
		witness(arguments)
	default:
		fail("usage: transparency_log check|vectors|witness")
	}
}

func fail(format string, values ...interface{}) {
	fmt.Fprintf(os.Stderr, format+"\n", values...)
	os.Exit(1)
}

func must(err error, format string, values ...interface{}) {
	if err != nil {
		fail("%s: %v", fmt.Sprintf(format, values...), err)
	}
}
