//! The `depeche` command.

mod cli;

/// Dispatches are allocated by the threads that read them and freed by those that index them, which the allocator of
/// the C library is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::main()
}
