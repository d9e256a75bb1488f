package io.menshen.catalog.source;

/**
 * What is wrong in a registry.
 *
 * @param file file name in the folder of registries
 * @param line 1 or more; 0 where the file as a whole is meant
 * @param message what is wrong and what is allowed
 */
public record Problem(String file, int line, String message) {
    /** As compilers write it: {@code purposes.yaml:12: …}. */
    @Override
    public String toString() {
        return line == 0 ? file + ": " + message : file + ":" + line + ": " + message;
    }
}
