package io.menshen.benchmarks.bare;

import java.io.IOException;
import org.apache.catalina.LifecycleException;

/** Starts one comparison server; it runs until the process is ended. */
public final class BareMain {
    private BareMain() {}

    /** The servers there are. */
    public enum Kind {
        ORDINARY,
        COALESCED,
        MVC,
        HELLO
    }

    /** Takes the kind and the port. */
    public static void main(String[] arguments) throws IOException, LifecycleException {
        var kind = Kind.valueOf(arguments[0]);
        var port = Integer.parseInt(arguments[1]);
        switch (kind) {
            case ORDINARY -> ReactiveServer.ordinary(database(), port).onDispose().block();
            case COALESCED -> ReactiveServer.coalesced(database(), port).onDispose().block();
            case MVC -> MvcServer.start(database(), port);
            case HELLO -> HelloServer.start(port).onDispose().block();
        }
    }

    private static Database database() {
        return Database.of(System.getenv());
    }
}
