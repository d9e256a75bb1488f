package io.menshen.web;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Routes and the door that they are behind; a bean of this type adds them. On every other door they
 * do not exist.
 *
 * @param parameters the names of the query's parameters by path; a path that is not here has none
 * @param bodies what their bodies are read as, prepared before a door opens; others are not read
 */
public record DoorRoutes(
        Door door,
        Access access,
        RouterFunction<ServerResponse> routes,
        Map<String, Set<String>> parameters,
        Set<Class<?>> bodies) {
    /** Routes without parameters. */
    public DoorRoutes(Door door, Access access, RouterFunction<ServerResponse> routes) {
        this(door, access, routes, Map.of(), Set.of());
    }

    /** Routes for authenticated callers, without parameters. */
    public DoorRoutes(Door door, RouterFunction<ServerResponse> routes) {
        this(door, Access.CALLER, routes);
    }

    /** These routes with the parameters of one of them. */
    public DoorRoutes with(String path, Set<String> names) {
        var all = new HashMap<>(parameters);
        all.put(path, Set.copyOf(names));
        return new DoorRoutes(door, access, routes, Map.copyOf(all), bodies);
    }

    /** These routes, one of which ignores parameters that it does not know. */
    public DoorRoutes withAny(String path) {
        return with(path, Set.of(QueryCheck.ANY));
    }

    /** These routes with all that their bodies are read as. */
    public DoorRoutes reading(Set<Class<?>> types) {
        return new DoorRoutes(door, access, routes, parameters, Set.copyOf(types));
    }
}
