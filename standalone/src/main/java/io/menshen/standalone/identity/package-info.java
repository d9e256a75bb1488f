/** The development identity provider: its key, its tokens, and where the gateway finds its keys. */
@NullMarked
package io.menshen.standalone.identity;

import org.jspecify.annotations.NullMarked;
