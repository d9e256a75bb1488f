/** Registries as they are written: YAML read with line numbers, checked, and compiled. */
@NullMarked
package io.menshen.catalog.source;

import org.jspecify.annotations.NullMarked;
