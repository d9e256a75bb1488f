/** The data folder of an installation: its lock, its secrets, its ports. */
@NullMarked
package io.menshen.standalone.data;

import org.jspecify.annotations.NullMarked;
