// C++'s operators new and delete, in all their forms, over malloc: run with libouro-malloc.so in front
// and compared with what it prints without.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <new>
#include <string>
#include <thread>
#include <vector>

namespace {

struct alignas(256) Wide {
    unsigned char bytes[300];
};

struct Quad {
    long double value[3]; // of 16 bytes, and aligned to as many
};

bool failed = false;

void require(bool holds, const char *what) {
    if (!holds) {
        std::printf("wrong: %s\n", what);
        failed = true;
    }
}

template <typename T> bool aligned(const T *pointer, std::size_t alignment) {
    return reinterpret_cast<std::uintptr_t>(pointer) % alignment == 0;
}

void plain() {
    int *one = new int(7);
    int *many = new int[1000]();
    require(*one == 7 && many[999] == 0, "new");
    delete one;
    delete[] many;
    void *raw = ::operator new(100);
    ::operator delete(raw, std::size_t{100});
    raw = ::operator new[](5000);
    ::operator delete[](raw, std::size_t{5000});
    void *nothing = ::operator new(0);
    require(nothing != nullptr, "new of nothing");
    ::operator delete(nothing);
    ::operator delete(nullptr);
}

void aligned_forms() {
    Wide *one = new Wide;
    Wide *many = new Wide[17];
    require(aligned(one, 256) && aligned(many, 256), "aligned new");
    delete one;
    delete[] many;
    for (int i = 0; i < 100; i++) {
        Quad *quad = new Quad;
        long double *number = new long double(i);
        require(aligned(quad, 16) && aligned(number, 16), "new of what is aligned to 16");
        delete quad;
        delete number;
    }
    for (std::size_t alignment = 32; alignment <= std::size_t{1} << 23; alignment *= 2) {
        void *raw = ::operator new(1000, std::align_val_t{alignment});
        require(aligned(static_cast<char *>(raw), alignment), "operator new with alignment");
        ::operator delete(raw, std::size_t{1000}, std::align_val_t{alignment});
        raw = ::operator new[](10, std::align_val_t{alignment}, std::nothrow);
        ::operator delete[](raw, std::align_val_t{alignment});
    }
}

void refused() {
    volatile std::size_t huge = SIZE_MAX / 4;
    bool threw = false;
    try {
        ::operator delete(::operator new(huge));
    } catch (const std::bad_alloc &) {
        threw = true;
    }
    require(threw, "bad_alloc");
    require(::operator new(huge, std::nothrow) == nullptr, "nothrow");
    require(::operator new(huge, std::align_val_t{64}, std::nothrow) == nullptr, "aligned nothrow");
}

std::size_t containers() {
    std::map<std::string, std::vector<std::shared_ptr<std::string>>> words;
    for (int i = 0; i < 20000; i++) {
        std::string text = "a word of some length, number " + std::to_string(i);
        words[std::to_string(i % 997)].push_back(std::make_shared<std::string>(text));
    }
    std::size_t sum = 0;
    for (auto &entry : words) {
        for (auto &word : entry.second) {
            sum += word->size();
        }
    }
    return sum;
}

} // namespace

int main() {
    plain();
    aligned_forms();
    refused();
    std::size_t sums[3];
    std::vector<std::thread> threads;
    for (auto &sum : sums) {
        threads.emplace_back([&sum] { sum = containers(); });
    }
    for (auto &thread : threads) {
        thread.join();
    }
    std::printf("%zu %zu %zu %s\n", sums[0], sums[1], sums[2], failed ? "wrong" : "right");
    return failed ? 1 : 0;
}
