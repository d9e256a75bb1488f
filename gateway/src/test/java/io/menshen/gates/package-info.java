/** What every test of a module is held to, and the tests of those gates themselves. */
@NullMarked
package io.menshen.gates;

import org.jspecify.annotations.NullMarked;
