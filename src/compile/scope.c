/*
 * scope: see scope.h.
 */
#include "compile/scope.h"

#include <string.h>

enum { FIRST_TABLE_SIZE = 8 };

AstName *scope_mangle(AstArena *arena, const Scope *scope, AstName *name) {
    const AstName *class_name = scope->private_name;
    if (class_name == NULL || name->length < 3 || name->text[0] != '_' || name->text[1] != '_' ||
        (name->text[name->length - 1] == '_' && name->text[name->length - 2] == '_') ||
        memchr(name->text, '.', name->length) != NULL) {
        return name;
    }
    const char *owner = class_name->text;
    size_t owner_length = class_name->length;
    while (owner_length > 0 && *owner == '_') {
        owner++;
        owner_length--;
    }
    if (owner_length == 0) {
        return name;
    }
    size_t length = 1 + owner_length + name->length;
    char few[128];
    char *text = length < sizeof few ? few : ast_arena_allocate(arena, length);
    if (text == NULL) {
        return NULL;
    }
    text[0] = '_';
    memcpy(text + 1, owner, owner_length);
    memcpy(text + 1 + owner_length, name->text, name->length);
    return ast_arena_name(arena, text, length);
}

Symbol *scope_find(const Scope *scope, const AstName *mangled) {
    if (scope->table_size == 0) {
        return NULL;
    }
    Symbol *symbol = scope->table[mangled->hash & (scope->table_size - 1)];
    while (symbol != NULL && symbol->name != mangled) {
        symbol = symbol->next;
    }
    return symbol;
}

/* Doubles the table and the list: table_size is also the list's capacity. */
static bool grow_table(AstArena *arena, Scope *scope) {
    uint32_t size = scope->table_size == 0 ? FIRST_TABLE_SIZE : scope->table_size * 2;
    Symbol **table = ast_arena_allocate(arena, size * sizeof *table);
    Symbol **list = ast_arena_allocate(arena, size * sizeof *list);
    if (table == NULL || list == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < scope->symbol_count; i++) {
        Symbol *symbol = scope->symbols[i];
        Symbol **bucket = &table[symbol->name->hash & (size - 1)];
        list[i] = symbol;
        symbol->next = *bucket;
        *bucket = symbol;
    }
    scope->table = table;
    scope->table_size = size;
    scope->symbols = list;
    return true;
}

static Symbol *symbol_new(AstArena *arena, AstName *name) {
    Symbol *symbol = ast_arena_allocate(arena, sizeof *symbol);
    if (symbol != NULL) {
        symbol->name = name;
        symbol->local_index = symbol->cell_index = symbol->free_index = -1;
    }
    return symbol;
}

Symbol *scope_intern(AstArena *arena, Scope *scope, AstName *mangled) {
    Symbol *symbol = scope_find(scope, mangled);
    if (symbol != NULL) {
        return symbol;
    }
    if (scope->symbol_count == scope->table_size && !grow_table(arena, scope)) {
        return NULL;
    }
    symbol = symbol_new(arena, mangled);
    if (symbol == NULL) {
        return NULL;
    }
    Symbol **bucket = &scope->table[mangled->hash & (scope->table_size - 1)];
    symbol->next = *bucket;
    *bucket = symbol;
    scope->symbols[scope->symbol_count++] = symbol;
    return symbol;
}

Symbol *scope_lookup(AstArena *arena, const Scope *scope, AstName *name) {
    AstName *mangled = scope_mangle(arena, scope, name);
    return mangled == NULL ? NULL : scope_find(scope, mangled);
}
