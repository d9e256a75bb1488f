package io.menshen.telemetry;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Puts a span around every {@code Mono} that an interface answers. */
record Staged(Spans spans, Stage stage, Object real) implements InvocationHandler {
    static <T> T of(Spans spans, Stage stage, Class<T> type, T real) {
        var loader = type.getClassLoader();
        var handler = new Staged(spans, stage, real);
        return type.cast(Proxy.newProxyInstance(loader, new Class<?>[] {type}, handler));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            var answer = method.invoke(real, arguments);
            return answer instanceof Mono<?> mono ? spans.in(stage, mono) : answer;
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
