/**
 * How a person shows that it is they: codes to a number, one-time links of the retailer's own
 * systems, and the sessions that follow. All of it lies in Redis, under hashes and sealed; without
 * Redis nobody logs in.
 */
@ApplicationModule
@NullMarked
package io.menshen.login;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
