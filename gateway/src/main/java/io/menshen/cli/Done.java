package io.menshen.cli;

/**
 * What a run over stored things came to.
 *
 * @param written how many were written anew
 * @param refused how many, or how many people's, could not be
 */
record Done(long written, long refused) {}
