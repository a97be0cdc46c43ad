/* The malloc family under other names, for the sanitizers that have a malloc of their own: the
 * sources of libouro-malloc.so and its tests are compiled with this before them. */
#define malloc ouro_malloc
#define calloc ouro_calloc
#define realloc ouro_realloc
#define reallocarray ouro_reallocarray
#define free ouro_free
#define aligned_alloc ouro_aligned_alloc
#define posix_memalign ouro_posix_memalign
#define memalign ouro_memalign
#define valloc ouro_valloc
#define pvalloc ouro_pvalloc
#define malloc_usable_size ouro_malloc_usable_size
#define malloc_trim ouro_malloc_trim
#define mallinfo2 ouro_mallinfo2
