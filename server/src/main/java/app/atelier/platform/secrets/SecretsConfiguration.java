package app.atelier.platform.secrets;

import java.util.List;

import app.atelier.platform.DataFolder;
import app.atelier.platform.Refusal;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.secrets.DataKeys.Wrapped;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Secrets at rest: the key provider is asked once, at the start. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecretsProperties.class)
public class SecretsConfiguration {

    @Bean
    KeyProviders keyProviders(SecretsProperties properties, DataFolder data) {
        return new KeyProviders(properties, data.path());
    }

    /** @throws Refusal when the provider cannot be reached or does not know these keys */
    @Bean
    DataKeys dataKeys(Db db, KeyProviders providers) {
        var store = new DataKeyStore();
        var keys = new DataKeys(() -> db.<List<Wrapped>>shared(store::all), providers);
        try {
            db.shared(tx -> {
                store.lock(tx);
                if (store.all(tx).stream().allMatch(key -> key.retiredAt() != null)) {
                    store.insert(tx, DataKeys.make(Ids.next(), providers));
                }
                return null;
            });
            keys.refresh();
            return keys;
        } catch (KeyProvider.Failed failed) {
            throw new Refusal(failed.sentence());
        }
    }

    @Bean
    SecretBox secretBox(DataKeys keys) {
        return new SecretBox(keys);
    }

    @Bean
    Resealing resealing(Db db, DataKeys keys, SecretBox box, ObjectProvider<Sealed> places) {
        return new Resealing(db, keys, new DataKeyStore(), box, places.stream().toList());
    }
}
