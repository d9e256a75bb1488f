package io.menshen.policy;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import reactor.core.publisher.Mono;

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
     */
    public EmbeddedEngine(Bundle bundle, int instances) {
        module = Parser.parse(bundle.wasm().toArray());
        machine = MachineFactoryCompiler.compile(module);
        data = bundle.data().toArray();
        for (var i = 0; i < instances; i++) {
            idle.add(new WasmInstance(module, machine, data));
        }
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
