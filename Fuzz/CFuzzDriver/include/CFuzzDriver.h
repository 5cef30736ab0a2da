/* Runs libFuzzer, which is given LLVMFuzzerTestOneInput. SwiftPM gives each executable a `main` of its own module, so
   that libFuzzer's is never linked. */
int revshare_fuzz_main(int argc, char **argv);
