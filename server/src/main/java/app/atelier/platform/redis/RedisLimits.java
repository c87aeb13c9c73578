package app.atelier.platform.redis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import app.atelier.platform.limits.Limits;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;

/**
 * Shares over all processes, by Redis's clock; those of this process while it is away. A bucket is one number, the time
 * at which it will be full again (GCRA, ITU-T I.371 appendix A; the same as a token bucket), so that one round trip
 * decides and two that come at once cannot both take the last.
 */
final class RedisLimits implements Limits {

    /** KEYS: the bucket. ARGV: its capacity, microseconds for one. Answers: granted, left, microseconds to wait. */
    private static final String SCRIPT = """
            local time = redis.call('TIME')
            local now = time[1] * 1000000 + time[2]
            local capacity, each = tonumber(ARGV[1]), tonumber(ARGV[2])
            local full = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now) + each
            local allowed = full - capacity * each
            if allowed > now then
              return {0, 0, math.ceil(allowed - now)}
            end
            redis.call('SET', KEYS[1], string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000))
            return {1, math.floor((now - allowed) / each), 0}
            """;
    private static final double MICROS_PER_MINUTE = 60_000_000;

    private final RedisLink link;
    private final Limits alone;
    private final String sha = hex(digest("SHA-1", SCRIPT));

    /** @param alone what counts while Redis is away */
    RedisLimits(RedisLink link, Limits alone) {
        this.link = link;
        this.alone = alone;
    }

    @Override
    public Answer take(Share share, String who) {
        var key = "atelier:limit:" + share.name() + ":"
                // Who may be an e-mail address of any length; Redis needs to know neither.
                + Base64.getUrlEncoder().withoutPadding().encodeToString(digest("SHA-256", who));
        List<Long> answer = link.ask(redis -> run(redis, new String[] {key}, String.valueOf(share.atOnce()),
                String.valueOf(MICROS_PER_MINUTE / share.perMinute())));
        return answer == null ? alone.take(share, who)
                : new Answer(answer.get(0) == 1, answer.get(1), Duration.ofNanos(answer.get(2) * 1_000));
    }

    /** By its digest; a Redis that was restarted has to be told the script again. */
    private CompletionStage<List<Long>> run(RedisAsyncCommands<String, String> redis, String[] keys, String... values) {
        return redis.<List<Long>>evalsha(sha, ScriptOutputType.MULTI, keys, values).exceptionallyCompose(failure -> {
            if (failure instanceof RedisNoScriptException || failure.getCause() instanceof RedisNoScriptException) {
                return redis.<List<Long>>eval(SCRIPT, ScriptOutputType.MULTI, keys, values);
            }
            return CompletableFuture.failedStage(failure);
        });
    }

    private static byte[] digest(String algorithm, String text) {
        try {
            return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }
}
