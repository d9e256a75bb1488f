package io.menshen.standalone.demo;

import java.net.URI;

/**
 * A gateway's door for consumers.
 *
 * @param door its address without a path
 * @param end closes what was started for it; does nothing where it runs anyway
 */
public record GatewayAt(URI door, Runnable end) implements AutoCloseable {
    /** One that runs by itself. */
    public GatewayAt(URI door) {
        this(door, () -> {});
    }

    URI api(String path) {
        return door.resolve(path);
    }

    @Override
    public void close() {
        end.run();
    }
}
