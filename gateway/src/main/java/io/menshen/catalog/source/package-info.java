/** Registries as they are written: YAML read with line numbers, checked, and compiled. */
@NamedInterface("source")
@NullMarked
package io.menshen.catalog.source;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
