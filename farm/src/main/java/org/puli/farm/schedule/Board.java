package org.puli.farm.schedule;

/** What the lines of all shares have in common: who is first among them, who waits for a license, who for a worker. */
final class Board {
    private final Fronts fronts = new Fronts();
    private final LicenseLines forLicenses = new LicenseLines();
    private final Moves moves = new Moves();
    private final Moves everywhere = new Moves();
    private int stuckCount;

    Fronts fronts() {
        return fronts;
    }

    LicenseLines forLicenses() {
        return forLicenses;
    }

    /** All that moved. */
    Moves moves() {
        return moves;
    }

    /** What moved that may count for every pool's work: workers that became others, seats, pools. */
    Moves everywhere() {
        return everywhere;
    }

    /** Takes note that so many more lanes wait for a worker. */
    void stuck(int more) {
        stuckCount += more;
        moves.note();
    }

    /** Whether any lane waits for a worker. */
    boolean hasStuck() {
        return stuckCount > 0;
    }
}
