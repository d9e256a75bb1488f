/** Keysets by use, the epoch key, and sealing under a key per person (Tink). */
@NullMarked
package io.menshen.keys;

import org.jspecify.annotations.NullMarked;
