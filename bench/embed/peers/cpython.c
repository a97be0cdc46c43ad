/* The same as calls.c with CPython 3.11: cc cpython.c -lpython3.11. A process has one main
 * interpreter: opening is that of a sub-interpreter. */
#include <Python.h>

#include "../measure.h"

static PyThreadState *main_state;
static PyObject *empty, *caller;

static void open_and_close(int count) {
    for (int i = 0; i < count; i++) {
        Py_EndInterpreter(Py_NewInterpreter());
        PyThreadState_Swap(main_state);
    }
}

static void run_expression(void) {
    PyObject *names = PyModule_GetDict(PyImport_AddModule("__main__"));
    Py_XDECREF(PyRun_String("1+2", Py_eval_input, names, names));
}

static void first_expression(int count) {
    for (int i = 0; i < count; i++) {
        PyThreadState *fresh = Py_NewInterpreter();
        run_expression();
        Py_EndInterpreter(fresh);
        PyThreadState_Swap(main_state);
    }
}

static void another_expression(int count) {
    for (int i = 0; i < count; i++) {
        run_expression();
    }
}

static void call_python(int count) {
    for (int i = 0; i < count; i++) {
        Py_XDECREF(PyObject_CallNoArgs(empty));
    }
}

static void call_host(int count) {
    Py_XDECREF(PyObject_CallFunction(caller, "i", count));
}

static PyObject *host(PyObject *self, PyObject *unused) {
    (void)self;
    (void)unused;
    Py_RETURN_NONE;
}

static PyMethodDef HOST = {"host", host, METH_NOARGS, NULL};

int main(void) {
    Py_NoSiteFlag = 1;
    Py_InitializeEx(0);
    main_state = PyThreadState_Get();
    PyObject *names = PyModule_GetDict(PyImport_AddModule("__main__"));
    PyDict_SetItemString(names, "host", PyCFunction_New(&HOST, NULL));
    PyRun_SimpleString("def empty(): pass\n"
                       "def caller(n):\n"
                       "    call = host\n"
                       "    for i in range(n): call()\n");
    empty = PyDict_GetItemString(names, "empty");
    caller = PyDict_GetItemString(names, "caller");
    measure("open and close (sub-interpreter)", open_and_close, 3);
    measure("open, 1+2, close", first_expression, 3);
    measure("1+2 in one that is open", another_expression, 2000);
    measure("C to Python and back", call_python, 20000);
    measure("Python to C and back, in a loop", call_host, 20000);
    return 0;
}
