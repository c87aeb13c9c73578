import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * {@code java bench/Cells.java}: how unevenly organizations of very different size load partitions and database cells.
 * No clock and no machine is in it: the same seed prints the same tables. docs/operations/scaling.md uses them.
 *
 * <p>Sizes follow a Pareto distribution with shape 1.16 ("80 % of the work comes from 20 % of the organizations"), the
 * smallest being 1 and none larger than 50,000 times that.
 */
public final class Cells {

    private static final int ORGANIZATIONS = 10_000_000;
    private static final double SHAPE = 1.16;
    private static final double LARGEST = 50_000;
    private static final long SEED = 20261123;

    private final double[] load = new double[ORGANIZATIONS];
    private double total;

    private Cells() {
        var random = new SplittableRandom(SEED);
        for (var i = 0; i < ORGANIZATIONS; i++) {
            load[i] = Math.min(LARGEST, Math.pow(1 - random.nextDouble(), -1 / SHAPE));
            total += load[i];
        }
    }

    public static void main(String[] args) {
        var cells = new Cells();
        cells.sizes();
        System.out.println("\n| placed by | places | fullest / mean | emptiest / mean |\n|---|--:|--:|--:|");
        for (var places : new int[] {16, 64, 256, 1024}) {
            cells.print("hash of the organization", cells.byHash(places));
        }
        for (var places : new int[] {64, 256}) {
            cells.print("hash, the 1,000 largest put where there is most room", cells.byHashWithLargestApart(places, 1_000));
        }
        cells.print("where there is most room, at sign-up", cells.byRoom(64));
        System.out.println("\n| growing by one cell | organizations that move |\n|---|--:|");
        System.out.printf("| hash modulo the number of cells, 64 to 65 | %.1f %% |%n", 100 * moved((h, n) -> (int) (h % n)));
        System.out.printf("| a directory: only those that one chooses | 0.0 %% |%n");
    }

    private void sizes() {
        var sorted = load.clone();
        Arrays.sort(sorted);
        System.out.printf("%,d organizations, total load %,.0f; median %.1f, mean %.1f, 99.9th of 100 %.0f, largest %,.0f.%n",
                ORGANIZATIONS, total, sorted[ORGANIZATIONS / 2], total / ORGANIZATIONS, sorted[(int) (ORGANIZATIONS * 0.999)], sorted[ORGANIZATIONS - 1]);
        var top = 0.0;
        for (var i = 0; i < 1_000; i++) {
            top += sorted[ORGANIZATIONS - 1 - i];
        }
        System.out.printf("The largest organization has %.4f %% of the load, the 1,000 largest %.1f %%.%n", 100 * LARGEST / total, 100 * top / total);
    }

    private double[] byHash(int places) {
        var sums = new double[places];
        for (var i = 0; i < ORGANIZATIONS; i++) {
            sums[(int) Math.floorMod(hash(i), (long) places)] += load[i];
        }
        return sums;
    }

    private double[] byHashWithLargestApart(int places, int apart) {
        var sorted = load.clone();
        Arrays.sort(sorted);
        var limit = sorted[ORGANIZATIONS - apart];
        var sums = new double[places];
        for (var i = 0; i < ORGANIZATIONS; i++) {
            if (load[i] < limit) {
                sums[(int) Math.floorMod(hash(i), (long) places)] += load[i];
            }
        }
        for (var i = ORGANIZATIONS - 1; i >= ORGANIZATIONS - apart; i--) {
            sums[emptiest(sums)] += sorted[i];
        }
        return sums;
    }

    private static int emptiest(double[] sums) {
        var best = 0;
        for (var i = 1; i < sums.length; i++) {
            if (sums[i] < sums[best]) {
                best = i;
            }
        }
        return best;
    }

    /** In the order they come, as long as one knows only what is there, not what will become large. */
    private double[] byRoom(int places) {
        record Place(int index, double sum) {
        }
        var queue = new PriorityQueue<Place>((a, b) -> Double.compare(a.sum(), b.sum()));
        for (var i = 0; i < places; i++) {
            queue.add(new Place(i, 0));
        }
        var sums = new double[places];
        for (var one : load) {
            var place = queue.poll();
            sums[place.index()] += one;
            queue.add(new Place(place.index(), sums[place.index()]));
        }
        return sums;
    }

    private interface Placement {
        int of(long hash, int places);
    }

    private static double moved(Placement placement) {
        var moved = 0;
        for (var i = 0; i < 1_000_000; i++) {
            var hash = hash(i) >>> 1;
            moved += placement.of(hash, 64) == placement.of(hash, 65) ? 0 : 1;
        }
        return moved / 1_000_000.0;
    }

    /** Kafka and PostgreSQL have hashes of their own; for evenness any good one will do (SplitMix64). */
    private static long hash(long n) {
        var z = (n + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private void print(String how, double[] sums) {
        var mean = total / sums.length;
        System.out.printf("| %s | %d | %.2f | %.2f |%n", how, sums.length, Arrays.stream(sums).max().orElse(0) / mean, Arrays.stream(sums).min().orElse(0) / mean);
    }
}
