package io.menshen.tokens;

import io.menshen.kernel.Drbg;
import io.menshen.keys.KeyRing;
import io.menshen.storage.Loops;
import io.menshen.storage.Pools;
import io.menshen.storage.Role;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TokensWiring {
    @Bean
    ScopedTokens scopedTokens(KeyRing keys) {
        return new ScopedTokens(keys);
    }

    @Bean
    FormatTokens formatTokens(Pools pools, Loops loops, KeyRing keys, Clock clock) {
        var sealing = new Sealing(keys);
        var random = Drbg.seeded();
        var database = pools.of(Role.TOKEN);
        var issuing = new Issuing(database, sealing, clock, random);
        return new StoredFormatTokens(database, loops, sealing, issuing, random);
    }
}
