/** Pages for people, and the links that lead to them. */
@ApplicationModule
@NullMarked
package io.menshen.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
