package app.atelier.platform.cache;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import app.atelier.platform.db.Db;
import app.atelier.platform.journal.JournalReader;
import app.atelier.platform.journal.WakeUps;
import app.atelier.platform.security.Caller;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import org.jspecify.annotations.Nullable;

/**
 * Asks other processes once for what is asked again and again. What makes an answer wrong stands in the journal: a
 * wake-up says that there is news, the next ask reads which, and drops what it touches. So a change counts here as soon
 * as its wake-up came; should that be lost, after {@link #LOOK}. What the journal does not tell of, such as a follower's
 * own copy that was behind, is wrong for {@link Kept#HOLDS} at most.
 */
public final class KeptAnswers {

    static final Duration LOOK = Duration.ofSeconds(5);
    private static final int MOST_ORGANIZATIONS = 5_000;

    private final LoadingCache<UUID, Kept> organizations;

    public KeptAnswers(Db db, JournalReader reader, WakeUps wakeUps) {
        this.organizations = Caffeine.newBuilder().maximumSize(MOST_ORGANIZATIONS).expireAfterAccess(Duration.ofMinutes(1))
                .build(organization -> new Kept(organization, db, reader));
        wakeUps.subscribe(organization -> {
            var kept = organizations.getIfPresent(organization);
            if (kept != null) {
                kept.news();
            }
        });
    }

    /** The same interface; what {@link HoldsUntil} allows is kept, everything else is asked each time. */
    public <T> T of(Class<T> ask, T asked) {
        return ask.cast(Proxy.newProxyInstance(ask.getClassLoader(), new Class<?>[] {ask}, (_, method, arguments) ->
                method.isAnnotationPresent(HoldsUntil.class) && arguments != null
                        ? answer(method, arguments, asked) : call(method, arguments, asked)));
    }

    private @Nullable Object answer(Method method, @Nullable Object[] arguments, Object asked) throws Throwable {
        var kept = organizations.get(organization(method, arguments[0]));
        var question = new Question(method, Stream.of(arguments).map(KeptAnswers::fixed).toList());
        var drops = kept.look();
        var known = kept.get(question);
        if (known != null) {
            return known;
        }
        var answer = fixed(call(method, arguments, asked));
        // Nothing there may be something in a moment, and is cheap to ask again.
        if (answer != null && !answer.equals(Optional.empty())) {
            kept.keep(question, answer, drops);
        }
        return answer;
    }

    private static UUID organization(Method method, @Nullable Object first) {
        return switch (first) {
            case Caller caller -> caller.organization();
            case UUID id -> id;
            case null, default -> throw new IllegalStateException(method + " does not say the organization first");
        };
    }

    /** Neither who asks nor who is answered can change it any more. */
    private static @Nullable Object fixed(@Nullable Object value) {
        return switch (value) {
            case Set<?> set -> Set.copyOf(set);
            case Collection<?> list -> List.copyOf(list);
            case null -> null;
            default -> value;
        };
    }

    private static @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments, Object asked) throws Throwable {
        try {
            return method.invoke(asked, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** What was asked. */
    record Question(Method method, List<@Nullable Object> arguments) {

        /** Whether an entry may change the answer. */
        boolean concerns(String type, UUID subject) {
            var holds = method.getAnnotation(HoldsUntil.class);
            return Stream.of(holds.value()).anyMatch(type::startsWith)
                    || arguments.contains(subject) && Stream.of(holds.subject()).anyMatch(type::startsWith);
        }
    }
}
