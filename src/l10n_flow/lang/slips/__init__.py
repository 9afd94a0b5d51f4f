"""Letters typed for one another: what a wrong keyboard or a wrong change of case leaves behind."""
