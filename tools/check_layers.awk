# Reads every source file of src and include, and fails for an #include that points down the list
# of layers, or that closes a cycle between two modules of one folder. A module is x.c with x.h.
# usage: awk -f tools/check_layers.awk FILE...

BEGIN {
    layers = "base os heap object gc types compile vm modules api malloc cli"
    count = split(layers, names, " ")
    for (i = 1; i <= count; i++) {
        rank[names[i]] = i
    }
    # The drop-in needs nothing above the heap, and the command nothing but the public headers.
    split("base os heap malloc", for_malloc, " ")
    for (i in for_malloc) {
        malloc_may[for_malloc[i]] = 1
    }
    problems = 0
}

function problem(text) {
    printf "%s:%d: %s\n", FILENAME, FNR, text
    problems++
}

function module_of(path) {
    sub(/\.(c|h|inc|def)$/, "", path)
    return path
}

FNR == 1 {
    path = FILENAME
    sub(/^.*\/?src\//, "", path)
    layer = path
    sub(/\/.*/, "", layer)
    module = module_of(path)
    public = (FILENAME ~ /^include\//)
    files++
    if (!public && !(layer in rank)) {
        problem("src/" layer " is not in the list of layers")
    }
}

/^[ \t]*#[ \t]*include[ \t]*"/ {
    target = $0
    sub(/^[^"]*"/, "", target)
    sub(/".*/, "", target)
    includes++
    if (target ~ /^ouro(\/(heap|inspect))?\.h$/) {
        next
    }
    if (public) {
        problem("a public header includes \"" target "\"")
        next
    }
    if (target ~ /\.c$/) {
        problem("a source file is included: \"" target "\"")
        next
    }
    if (target !~ /\//) {
        problem("\"" target "\" is not written from src")
        next
    }
    target_layer = target
    sub(/\/.*/, "", target_layer)
    if (!(target_layer in rank)) {
        problem("\"" target "\" is in no layer")
    } else if (rank[target_layer] > rank[layer]) {
        problem("src/" layer " includes the lower layer \"" target "\"")
    } else if (layer == "malloc" && !(target_layer in malloc_may)) {
        problem("src/malloc needs base, os and heap only, not \"" target "\"")
    } else if (layer == "cli" && target_layer != "cli") {
        problem("src/cli uses the public headers only, not \"" target "\"")
    } else if (target_layer == layer) {
        other = module_of(target)
        if (other != module && !((module, other) in edge)) {
            edge[module, other] = 1
            edges[module] = edges[module] " " other
            where[module, other] = FILENAME ":" FNR
        }
    }
}

# Depth first: state 1 is on the path, 2 is done.
function visit(node, trail,    list, n, i) {
    state[node] = 1
    n = split(edges[node], list, " ")
    for (i = 1; i <= n; i++) {
        if (state[list[i]] == 1) {
            printf "%s: a cycle of modules: %s -> %s\n", where[node, list[i]], trail, list[i]
            problems++
        } else if (state[list[i]] != 2) {
            visit(list[i], trail " -> " list[i])
        }
    }
    state[node] = 2
}

END {
    for (node in edges) {
        if (!state[node]) {
            visit(node, node)
        }
    }
    if (problems) {
        exit 1
    }
    printf "ok layers: %d files, %d includes\n", files, includes
}
