# Braces always: the body of if, for, while and else is a block. clang-format 14 cannot add them.
# usage: awk -f tools/check_braces.awk FILE...

function complain() {
    printf "%s:%d: no braces\n", FILENAME, line_number
    problems++
}

# Takes the strings, characters and comments of one line away, so that parentheses can be counted.
function bare(text) {
    gsub(/\\./, "", text)
    gsub(/"[^"]*"/, "\"\"", text)
    gsub(/'[^']*'/, "''", text)
    gsub(/\/\*[^*]*\*\//, "", text)
    sub(/\/\/.*/, "", text)
    sub(/\/\*.*/, "", text)
    sub(/[ \t\\]+$/, "", text)
    return text
}

FNR == 1 {
    open = 0
}

{
    text = bare($0)
}

!open && text ~ /^[ \t]*(\} )?(else )?(if|for|while) \(/ {
    open = 1
    depth = 0
    line_number = FNR
    sub(/^[ \t]*(\} )?(else )?(if|for|while) /, "", text)
    # "} while (...);" ends a do loop.
    is_do = $0 ~ /^[ \t]*\} while \(/
}

!open && text ~ /^[ \t]*(\} )?else$/ {
    line_number = FNR
    complain()
}

!open && text ~ /^[ \t]*(\} )?else [^i{]/ {
    line_number = FNR
    complain()
}

open {
    for (i = 1; i <= length(text); i++) {
        character = substr(text, i, 1)
        if (character == "(") {
            depth++
        } else if (character == ")" && --depth == 0) {
            rest = substr(text, i + 1)
            if (!is_do && rest !~ /^ \{/) {
                complain()
            }
            open = 0
            break
        }
    }
}

END {
    if (problems) {
        exit 1
    }
    print "ok braces"
}
