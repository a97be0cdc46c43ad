/* The same as calls.c with Lua 5.4: cc lua.c -llua5.4 */
#include "../measure.h"
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

static lua_State *state;

static lua_State *open_state(void) {
    lua_State *fresh = luaL_newstate();
    luaL_openlibs(fresh);
    return fresh;
}

static void open_and_close(int count) {
    for (int i = 0; i < count; i++) {
        lua_close(open_state());
    }
}

static void first_expression(int count) {
    for (int i = 0; i < count; i++) {
        lua_State *fresh = open_state();
        (void)luaL_dostring(fresh, "return 1+2");
        lua_close(fresh);
    }
}

static void another_expression(int count) {
    for (int i = 0; i < count; i++) {
        (void)luaL_dostring(state, "return 1+2");
        lua_settop(state, 0);
    }
}

static void call_lua(int count) {
    lua_getglobal(state, "empty");
    for (int i = 0; i < count; i++) {
        lua_pushvalue(state, -1);
        lua_call(state, 0, 0);
    }
    lua_settop(state, 0);
}

static void call_host(int count) {
    lua_getglobal(state, "caller");
    lua_pushinteger(state, count);
    lua_call(state, 1, 0);
}

static int host(lua_State *caller_state) {
    (void)caller_state;
    return 0;
}

int main(void) {
    state = open_state();
    lua_register(state, "host", host);
    (void)luaL_dostring(state,
                        "function empty() end "
                        "function caller(n) local call = host for i = 1, n do call() end end");
    measure("open and close", open_and_close, 200);
    measure("open, 1+2, close", first_expression, 200);
    measure("1+2 in one that is open", another_expression, 2000);
    measure("C to Lua and back", call_lua, 20000);
    measure("Lua to C and back, in a loop", call_host, 20000);
    lua_close(state);
    return 0;
}
