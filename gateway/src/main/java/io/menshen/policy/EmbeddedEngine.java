package io.menshen.policy;

import com.dylibso.chicory.compiler.Cache;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.BooleanNode;

/**
 * The rules as WebAssembly, compiled to Java byte code once per revision. An evaluation takes some
 * tens of microseconds and runs where it is asked for. Building the engine takes a second or more:
 * never on an event loop.
 */
public final class EmbeddedEngine implements PolicyEngine {
    private final WasmModule module;
    private final Function<Instance, Machine> machine;
    private final byte[] data;
    private final ConcurrentLinkedQueue<WasmInstance> idle = new ConcurrentLinkedQueue<>();

    /**
     * Compiles the bundle's rules.
     *
     * @param instances how many evaluations at once find an instance ready, 1 or more; a further
     *     one builds its own
     * @throws RuntimeException where the bundle has no compiled rules, or they do not run
     */
    public EmbeddedEngine(Bundle bundle, int instances) {
        this(bundle, instances, null);
    }

    /**
     * Compiles the bundle's rules, or takes what was compiled before.
     *
     * @param cache keeps compiled rules, or null
     */
    EmbeddedEngine(Bundle bundle, int instances, @Nullable Cache cache) {
        var wasm = bundle.wasm().orElseThrow(() -> unfit("it has no policy.wasm"));
        module = Parser.parse(wasm.toArray());
        machine = compiled(module, cache);
        data = bundle.data().toArray();
        for (var i = 0; i < instances; i++) {
            idle.add(new WasmInstance(module, machine, data));
        }
        if (!denies(bundle.revision())) {
            throw unfit("its rules do not deny an empty request");
        }
    }

    private static Function<Instance, Machine> compiled(WasmModule module, @Nullable Cache cache) {
        return cache == null
                ? MachineFactoryCompiler.compile(module)
                : MachineFactoryCompiler.builder(module).withCache(cache).compile();
    }

    /** What cannot even deny does not come into force. */
    private boolean denies(int revision) {
        var answer = Bundle.STRICT.readTree(now(Entrypoint.DECISION, new byte[] {'{', '}'}));
        return answer.path("revision").asInt(0) == revision
                && answer.path("allow").equals(BooleanNode.FALSE);
    }

    private static IllegalArgumentException unfit(String why) {
        return new IllegalArgumentException(why + "; build it with: ./menshen policy build");
    }

    @Override
    public Mono<byte[]> evaluate(Entrypoint entrypoint, byte[] input) {
        return Mono.fromSupplier(() -> now(entrypoint, input));
    }

    private byte[] now(Entrypoint entrypoint, byte[] input) {
        var ready = idle.poll();
        var instance = ready == null ? new WasmInstance(module, machine, data) : ready;
        var answer = instance.evaluate(entrypoint, input);
        // An instance whose evaluation failed is not put back: its memory may be in any state.
        idle.add(instance);
        return answer;
    }
}
