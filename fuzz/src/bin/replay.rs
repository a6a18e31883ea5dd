//! Runs the laws on made-up bytes, on a stable compiler: `replay [INPUTS [SEED]]`.

use sqltree_fuzz::laws;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let inputs: u32 = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(20_000);
    let mut state: u64 = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(1);
    let mut next = move || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    };
    let targets: [(&str, fn(&[u8])); 4] = [
        ("tree", laws::tree),
        ("random", laws::random),
        ("names", laws::names),
        ("literals", laws::literals),
    ];
    for (name, law) in targets {
        for input in 0..inputs {
            let length = next() % 200;
            let data: Vec<u8> = (0..length).map(|_| next() as u8).collect();
            let held = std::panic::catch_unwind(|| law(&data));
            if held.is_err() {
                eprintln!("{name} does not hold for input {input}: {data:?}");
                std::process::exit(1);
            }
        }
        println!("{name}: {inputs} inputs, all laws hold");
    }
}
