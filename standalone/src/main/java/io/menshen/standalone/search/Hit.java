package io.menshen.standalone.search;

/**
 * A planted value that was found.
 *
 * @param place the file, table or key where it stands
 * @param canary the name of what was planted
 * @param encoding how it is spelled there
 * @param offset bytes from the begin of the place
 */
public record Hit(String place, String canary, String encoding, long offset) {}
