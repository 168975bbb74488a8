import java.io.PrintStream;

/** Tells in tenths how far a render is, and takes its time where it was told to be slow. */
final class Progress {
    private static final int STEPS = 10;

    private final PrintStream out;
    private final int rows;
    private final int slowMillis;
    private int told;

    Progress(PrintStream out, int rows, int slowMillis) {
        this.out = out;
        this.rows = rows;
        this.slowMillis = slowMillis;
    }

    void rowsDone(int done) {
        int steps = (int) ((long) done * STEPS / rows);
        while (told < steps) {
            told++;
            pause();
            out.println("PROGRESS " + told * 100 / STEPS + "%");
            out.flush();
        }
    }

    private void pause() {
        try {
            Thread.sleep(slowMillis / STEPS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
