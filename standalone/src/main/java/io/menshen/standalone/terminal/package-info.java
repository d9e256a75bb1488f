/** What a command shows: tables aligned by display width, colours, progress. */
@NullMarked
package io.menshen.standalone.terminal;

import org.jspecify.annotations.NullMarked;
