package io.menshen.vault;

import io.menshen.keys.KeyRing;
import io.menshen.storage.HotReads;
import io.menshen.storage.Loops;
import io.menshen.telemetry.Spans;
import io.menshen.telemetry.Stage;
import io.menshen.tokens.ScopedTokens;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this module. */
@Configuration(proxyBeanMethods = false)
class VaultWiring {
    @Bean
    Vault vault(HotReads.ByRole hot, Loops loops, KeyRing keys, ScopedTokens tokens, Spans spans) {
        var reads = new VaultReads(hot, loops, keys, tokens);
        return spans.around(Stage.VAULT, Vault.class, reads);
    }

    @Bean
    VaultWrites vaultWrites(KeyRing keys, ScopedTokens tokens) {
        return new VaultWrites(keys, tokens);
    }
}
