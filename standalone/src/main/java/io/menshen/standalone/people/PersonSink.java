package io.menshen.standalone.people;

import java.nio.file.Path;
import java.util.ServiceLoader;

/** Takes generated people in, by the way that real ones go. */
public interface PersonSink extends AutoCloseable {
    /**
     * Takes in one person, up to the state that it shall have; one that is in already is brought to
     * it. It blocks; several threads may call it at once.
     *
     * @throws io.menshen.standalone.StandaloneException where the person was refused; the line
     *     holds no value of theirs
     */
    void accept(GeneratedPerson person);

    @Override
    void close();

    /** Opens sinks; the one of the build is found by {@link ServiceLoader}. */
    interface Provider {
        /**
         * Opens a sink on the stores of an installation, before its gateways start.
         *
         * @param configuration an application.yaml of the gateway that opens no door
         */
        PersonSink open(Path configuration);
    }
}
