package org.puli.simulation.crash;

import java.io.PrintWriter;

/** What was done so far, in lines for people. Owned by the main thread. */
final class Score {
    private final PrintWriter out;
    private int rounds;
    private int kills;
    private long reread;
    private long ranOn;
    private long goneOn;
    private long delivered;
    private long lost;

    Score(PrintWriter out) {
        this.out = out;
    }

    void killed() {
        kills++;
    }

    void reread(long answers) {
        reread += answers;
    }

    void round(String what) {
        rounds++;
        out.println("round " + rounds + ": " + what);
        out.flush();
    }

    /** What the books of a farm show at its end. */
    void books(Books.Finding finding) {
        ranOn += finding.ranOn();
        goneOn += finding.goneOn();
        delivered += finding.delivered();
        lost += finding.lost();
        out.println("farm's end: " + finding);
        out.flush();
    }

    String summary(long seconds) {
        return ranOn + " commands ran on while the dispatcher was away, " + goneOn
                + " went on under another life of their worker, " + delivered
                + " results came out of outboxes of killed workers, " + lost + " attempts were given to others\n"
                + rounds
                + " rounds, " + kills + " kills, " + reread + " answers re-read, 0 broken (" + seconds + " s)";
    }
}
