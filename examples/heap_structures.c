/* A private heap for a C program: a linked list and a tree in it, what a leak and a second free
 * get, and the end of everything at once.
 *
 *     cc heap_structures.c $(pkg-config --cflags --libs ouro) && ./a.out */
#include <ouro/heap.h>

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct Word {
    struct Word *next;
    char text[];
} Word;

typedef struct Node {
    struct Node *left, *right;
    int key;
} Node;

static Word *push(OuroHeap *heap, Word *first, const char *text) {
    Word *word = ouro_heap_allocate(heap, sizeof *word + strlen(text) + 1);
    if (word == NULL) {
        return first;
    }
    word->next = first;
    strcpy(word->text, text);
    return word;
}

static void insert(OuroHeap *heap, Node **place, int key) {
    while (*place != NULL) {
        place = key < (*place)->key ? &(*place)->left : &(*place)->right;
    }
    *place = ouro_heap_allocate_zeroed(heap, 1, sizeof **place);
    if (*place != NULL) {
        (*place)->key = key;
    }
}

static int sum(const Node *node) {
    return node == NULL ? 0 : sum(node->left) + node->key + sum(node->right);
}

static void end_tree(OuroHeap *heap, Node *node) {
    if (node != NULL) {
        end_tree(heap, node->left);
        end_tree(heap, node->right);
        ouro_heap_free_sized(heap, node, sizeof *node);
    }
}

static bool show_leak(void *user, void *block, size_t usable_size) {
    (void)user;
    printf("  still there: %zu bytes, \"%s\"\n", usable_size, ((Word *)block)->text);
    return true;
}

/* In a process of its own, for it ends there. */
static void free_twice(void) {
    if (fork() == 0) {
        OuroHeapConfig config = {.check_level = OURO_HEAP_CHECK_CHECKED, .name = "careless"};
        OuroHeap *heap = ouro_heap_create(&config);
        void *block = ouro_heap_allocate(heap, 40);
        ouro_heap_free(heap, block);
        ouro_heap_free(heap, block);
        _exit(0);
    }
    int status;
    wait(&status);
    printf("a second free: %s\n", WIFSIGNALED(status) ? "stopped" : "not found");
}

int main(void) {
    OuroHeapConfig config = {.limit_bytes = 1 << 20, .name = "example"};
    OuroHeap *heap = ouro_heap_create(&config);
    if (heap == NULL) {
        return 1;
    }
    Word *words = NULL;
    words = push(heap, words, "forgotten");
    words = push(heap, words, "kept");
    Node *tree = NULL;
    for (int i = 0; i < 1000; i++) {
        insert(heap, &tree, i * 7919 % 1000);
    }
    OuroHeapStatistics now;
    ouro_heap_statistics(heap, &now, sizeof now);
    printf("sum %d in %zu blocks, %zu bytes of %zu\n", sum(tree), now.live_blocks, now.live_bytes,
           now.from_system);
    end_tree(heap, tree);
    ouro_heap_free(heap, words); /* only the first of them */
    ouro_heap_walk(heap, show_leak, NULL);
    fflush(stdout);
    free_twice();
    ouro_heap_destroy(heap); /* with what was forgotten */
    return 0;
}
