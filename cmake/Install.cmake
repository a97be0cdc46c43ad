# cmake --install: the command, the library both ways, headers, what pkg-config and find_package
# need, and the manual pages.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(cmake_package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/ouro)
file(RELATIVE_PATH OURO_PREFIX_FROM_CMAKE /prefix/${cmake_package_folder} /prefix)
configure_file(${CMAKE_SOURCE_DIR}/cmake/ouro.pc.in ${CMAKE_BINARY_DIR}/ouro.pc @ONLY)
configure_file(${CMAKE_SOURCE_DIR}/cmake/ouroConfig.cmake.in
    ${CMAKE_BINARY_DIR}/ouroConfig.cmake @ONLY)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/ouroConfigVersion.cmake
    VERSION ${PROJECT_VERSION} COMPATIBILITY SameMinorVersion)

if(TARGET ouro)
    install(TARGETS ouro RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
endif()
install(TARGETS ouro_shared LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES ${CMAKE_BINARY_DIR}/libouro.a DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY ${CMAKE_SOURCE_DIR}/include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(FILES ${CMAKE_BINARY_DIR}/ouro.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(FILES ${CMAKE_BINARY_DIR}/ouroConfig.cmake ${CMAKE_BINARY_DIR}/ouroConfigVersion.cmake
    DESTINATION ${cmake_package_folder})
foreach(page ouro.1 ouro-mem.1 ouro-malloc.1 ouro.3)
    string(REGEX MATCH "[0-9]$" section ${page})
    install(FILES ${CMAKE_SOURCE_DIR}/man/${page} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
endforeach()
